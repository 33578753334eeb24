package com.hubify.identity.server.explanation;

import com.hubify.identity.envelope.RefusalReason;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * Why one request was refused: identifiers, never a secret. Texts are empty where nothing is known.
 *
 * @param reference request id, or the reference on a page
 * @param at when, as an ISO 8601 time
 * @param reason {@link RefusalReason#code}
 * @param detail what exactly was wrong, as the refusing code said it
 * @param request method and path
 * @param service client id of the service that refused; empty for this server
 * @param needed scopes that the request needs
 * @param held scopes that the credential has
 * @param key id of the API key
 * @param account owner of the credential
 * @param client the client that the credential was issued to
 * @param proven whether the sender had the credential itself, and not only an identifier of it
 * @param network the sender's, which bounds what one sender can store
 */
record Explanation(
        String reference,
        String at,
        String reason,
        int status,
        String detail,
        String request,
        String service,
        String needed,
        String held,
        String key,
        String account,
        String client,
        boolean proven,
        String network) {

    static final int LONGEST = 300;

    /** Of a refusal of this server. */
    static Explanation ofServer(
            String reference, Instant at, RefusalReason reason, int status, String detail, String request) {
        return new Explanation(
                reference,
                at.toString(),
                reason.code(),
                status,
                cut(detail),
                cut(request),
                "",
                "",
                "",
                "",
                "",
                "",
                false,
                "");
    }

    Explanation about(String owner, String issuedTo, boolean isProven) {
        return new Explanation(
                reference, at, reason, status, detail, request, service, needed, held, key, owner, issuedTo, isProven,
                network);
    }

    Explanation scopes(String wanted, String granted) {
        return new Explanation(
                reference, at, reason, status, detail, request, service, wanted, granted, key, account, client, proven,
                network);
    }

    Explanation from(String sender) {
        return new Explanation(
                reference, at, reason, status, detail, request, service, needed, held, key, account, client, proven,
                sender);
    }

    /** Where it is kept: with each owner of the credential; without one, with other strangers' of that network. */
    List<Shelf> shelves() {
        List<Shelf> owners = Stream.of(Shelf.ofAccount(account, proven), Shelf.ofClient(client, proven))
                .flatMap(List::stream)
                .toList();
        return owners.isEmpty() ? List.of(Shelf.ofStranger(network)) : owners;
    }

    static String cut(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST);
    }
}
