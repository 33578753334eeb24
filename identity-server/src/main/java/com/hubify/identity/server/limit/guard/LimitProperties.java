package com.hubify.identity.server.limit.guard;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How often one may ask, at each place. All nodes count together.
 *
 * @param token The token endpoint.
 * @param introspection The introspection endpoint.
 * @param revocation The revocation endpoint.
 * @param device The device authorization endpoint.
 * @param authorize The authorization endpoint.
 * @param userCode Entering user codes of devices.
 * @param signIn Beginning sign-ins at Clerk.
 * @param keyCreation Making API keys by the API.
 * @param webhooks Events from Clerk.
 * @param api The JSON API.
 * @param failures Failed authentications and made-up codes and tokens.
 */
@ConfigurationProperties("hubify.identity.limits")
record LimitProperties(
        @DefaultValue Clients token,
        @DefaultValue Clients introspection,
        @DefaultValue Clients revocation,
        @DefaultValue Clients device,
        @DefaultValue Browsers authorize,
        @DefaultValue Codes userCode,
        @DefaultValue Visitors signIn,
        @DefaultValue Keys keyCreation,
        @DefaultValue Senders webhooks,
        @DefaultValue Callers api,
        @DefaultValue Failures failures) {

    /**
     * @param client Requests of a client that has proven who it is.
     * @param network Requests of all other clients of a network.
     */
    record Clients(
            @DefaultValue("1000000/1m") String client,
            @DefaultValue("60000/1m") String network) {}

    /**
     * @param subject Requests of a person who is signed in.
     * @param network Requests of all others of a network.
     */
    record Browsers(
            @DefaultValue("1200/1m") String subject,
            @DefaultValue("12000/1m") String network) {}

    /**
     * @param subject Codes that a person enters, right or wrong.
     * @param network Codes that come from a network without a sign-in.
     */
    record Codes(
            @DefaultValue("60/1m") String subject,
            @DefaultValue("600/1m") String network) {}

    /** @param network Sign-ins that are begun from a network. */
    record Visitors(@DefaultValue("1200/1m") String network) {}

    /** @param subject Keys that a person or client makes. */
    record Keys(@DefaultValue("60/1m") String subject) {}

    /** @param network Events that come from a network, whatever their signature. */
    record Senders(@DefaultValue("6000/1m") String network) {}

    /**
     * @param client Requests of a client that acts for itself.
     * @param subject Requests of a person, with any program.
     * @param network Requests of a network without an access token.
     */
    record Callers(
            @DefaultValue("1000000/1m") String client,
            @DefaultValue("6000/1m") String subject,
            @DefaultValue("6000/1m") String network) {}

    /**
     * @param client Wrong secrets for one client from one network.
     * @param network Everything else that was refused to a network without a proven client.
     */
    record Failures(
            @DefaultValue("120/1m") String client,
            @DefaultValue("1200/1m") String network) {}
}
