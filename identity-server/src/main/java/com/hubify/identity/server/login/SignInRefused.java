package com.hubify.identity.server.login;

/** A sign-in through Clerk came to nothing. The reason is an error code, never Clerk's prose. */
public record SignInRefused(String reason, String reference) {}
