package com.hubify.identity.resource;

import com.nimbusds.jwt.SignedJWT;

/** Judges the signed tokens of one issuer. Nothing in the token has been trusted yet, save that it names that issuer. */
interface TokenVerifier {

    Verification verify(SignedJWT token);
}
