package com.hubify.clerk;

import com.nimbusds.jose.JWSObject;
import java.text.ParseException;
import java.util.Map;

/** Looks into tokens without verifying them. */
public final class Jwts {

    private Jwts() {}

    public static Map<String, Object> header(Object token) {
        return parse(token).getHeader().toJSONObject();
    }

    public static Map<String, Object> claims(Object token) {
        return parse(token).getPayload().toJSONObject();
    }

    private static JWSObject parse(Object token) {
        try {
            return JWSObject.parse(token.toString());
        } catch (ParseException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
