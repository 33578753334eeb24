package com.hubify.identity.server.login;

/** A sign-in through Clerk failed. The reason is an error code, never Clerk's text. */
public record SignInRefused(String reason, String reference) {}
