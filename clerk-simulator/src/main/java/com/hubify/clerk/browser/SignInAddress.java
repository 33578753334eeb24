package com.hubify.clerk.browser;

import com.hubify.clerk.instance.Issuer;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriComponentsBuilder;

/** Where a browser is sent to sign in, and where it may be sent afterwards. */
public final class SignInAddress {

    /** Where the sign-in page returns to. Not documented by Clerk; taken from its browser SDK. */
    public static final String RETURN_PATH = "/oauth/authorize-with-immediate-redirect";

    static final String PATH = "/sign-in";
    static final String CHOOSER = "/accounts";
    static final String PARAMETER = "redirect_url";

    private static final String HOME = "/";

    private SignInAddress() {}

    /** The sign-in page for an authorization request with this query. */
    public static String forAuthorization(String query, Issuer issuer) {
        return page(PATH, query, issuer);
    }

    /** The account chooser for an authorization request with this query. */
    public static String chooser(String query, Issuer issuer) {
        return page(CHOOSER, query, issuer);
    }

    private static String page(String path, String query, Issuer issuer) {
        String returnAddress = issuer.at(RETURN_PATH) + "?" + query;
        return UriComponentsBuilder.fromPath(path)
                .queryParam(PARAMETER, "{address}")
                .encode()
                .buildAndExpand(returnAddress)
                .toUriString();
    }

    /**
     * A path on this server. Whatever host the parameter names is dropped: a page that signs people in
     * and then sends them anywhere would be a gift to phishers.
     */
    static String returnAddress(String redirectUrl) {
        int start = redirectUrl.indexOf(RETURN_PATH + "?");
        boolean ours = start >= 0 && redirectUrl.chars().noneMatch(Character::isISOControl);
        return ours ? redirectUrl.substring(start) : HOME;
    }

    static @Nullable String authorizationQuery(String returnAddress) {
        return returnAddress.equals(HOME) ? null : returnAddress.substring(RETURN_PATH.length() + 1);
    }
}
