package com.hubify.identity.server.operator;

import java.util.Map;

/**
 * A person who is an operator did what no other event tells with the operator's name.
 *
 * @param operator the person's account id
 * @param act what was done, the last part of the audit record's kind: {@code operator.<act>}
 * @param details of what, never a secret
 */
public record OperatorActed(String operator, String act, Map<String, String> details) {

    public OperatorActed {
        details = Map.copyOf(details);
    }
}
