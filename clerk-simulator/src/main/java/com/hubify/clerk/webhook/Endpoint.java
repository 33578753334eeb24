package com.hubify.clerk.webhook;

import java.net.URI;

/**
 * Where messages are posted to.
 *
 * @param url http or https
 * @param secret whsec_ and base64, known to the receiver as its signing secret
 */
record Endpoint(URI url, SvixSecret secret) {

    Endpoint {
        String scheme = String.valueOf(url.getScheme());
        if (url.getHost() == null || !(scheme.equals("http") || scheme.equals("https"))) {
            throw new IllegalArgumentException("clerk.simulator.webhooks.endpoints: not an http(s) address: " + url);
        }
    }
}
