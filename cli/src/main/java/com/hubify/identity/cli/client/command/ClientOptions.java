package com.hubify.identity.cli.client.command;

import com.hubify.identity.cli.terminal.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What {@code create} and {@code update} can say of a client. */
final class ClientOptions {

    @Option(
            names = "--name",
            paramLabel = "NAME",
            description = "The name that people see when they are asked for consent.")
    private @Nullable String name;

    @Option(
            names = "--grant-type",
            paramLabel = "TYPES",
            split = ",",
            description = "The grant types it may use, separated by commas.")
    private @Nullable List<String> grantTypes;

    @Option(
            names = "--redirect-uri",
            paramLabel = "URI",
            description = "Where a browser may be sent back; repeat it for more.")
    private @Nullable List<String> redirectUris;

    @Option(
            names = "--post-logout-redirect-uri",
            paramLabel = "URI",
            description = "Where a browser may be sent after sign-out; repeat it for more.")
    private @Nullable List<String> postLogoutRedirectUris;

    @Option(names = "--scope", paramLabel = "SCOPES", description = "What it may be granted, separated by commas.")
    private @Nullable String scope;

    @Option(names = "--default-scope", paramLabel = "SCOPES", description = "What a request gets that names no scope.")
    private @Nullable String defaultScope;

    @Option(names = "--consent", negatable = true, description = "Ask people before it gets anything in their name.")
    private @Nullable Boolean consent;

    @Option(
            names = "--introspection",
            negatable = true,
            description = "Let it ask about credentials of others: services only.")
    private @Nullable Boolean introspection;

    @Option(names = "--pkce", negatable = true, description = "Insist on PKCE.")
    private @Nullable Boolean pkce;

    @Option(names = "--access-token-ttl", paramLabel = "SECONDS", description = "How long its access tokens live.")
    private @Nullable Long accessTokenTtl;

    @Option(
            names = "--refresh-token-ttl",
            paramLabel = "SECONDS",
            description = "How long its refresh tokens live unused.")
    private @Nullable Long refreshTokenTtl;

    /** The members that were named. */
    ObjectNode members() {
        ObjectNode members = Json.newObject();
        put(members, "client_name", name);
        put(members, "grant_types", grantTypes);
        put(members, "redirect_uris", redirectUris);
        put(members, "post_logout_redirect_uris", postLogoutRedirectUris);
        put(members, "scope", scope == null ? null : scope.replace(',', ' '));
        put(members, "default_scope", defaultScope == null ? null : defaultScope.replace(',', ' '));
        put(members, "consent", consent);
        put(members, "introspection", introspection);
        put(members, "require_pkce", pkce);
        put(members, "access_token_ttl", accessTokenTtl);
        put(members, "refresh_token_ttl", refreshTokenTtl);
        return members;
    }

    private static void put(ObjectNode members, String member, @Nullable Object value) {
        if (value instanceof String text) {
            members.put(member, text);
        } else if (value instanceof Boolean truth) {
            members.put(member, truth);
        } else if (value instanceof Long number) {
            members.put(member, number);
        } else if (value instanceof List<?> list) {
            ArrayNode array = members.putArray(member);
            list.forEach(each -> array.add(String.valueOf(each)));
        }
    }
}
