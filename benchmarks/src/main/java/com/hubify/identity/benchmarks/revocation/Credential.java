package com.hubify.identity.benchmarks.revocation;

/**
 * Something to be revoked.
 *
 * @param value as it is sent
 * @param id what a revocation of it names
 * @param way how it will be revoked
 */
record Credential(String value, String id, Way way) {

    /** The ways in which credentials are revoked. */
    enum Way {
        /** RFC 7009, by the client that got the token. */
        CLIENT,
        /** By an operator, at {@code /v1/revocations}. */
        OPERATOR,
        /** An API key, by its holder. */
        HOLDER
    }
}
