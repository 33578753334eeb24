/** What happens to API keys, as events to webhooks. */
@NullMarked
package com.hubify.identity.server.apikey.webhook;

import org.jspecify.annotations.NullMarked;
