package com.hubify.identity.resource;

/** Judges a bearer credential. Never throws for anything that was sent. */
interface CredentialVerifier {

    Verification verify(String credential);
}
