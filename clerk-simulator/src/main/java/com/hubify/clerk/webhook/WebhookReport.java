package com.hubify.clerk.webhook;

import java.net.URI;
import java.util.List;

/**
 * How webhooks stand.
 *
 * @param endpoints their addresses
 * @param waiting deliveries that wait, those that are put off included
 * @param messages the latest ones, newest first
 */
record WebhookReport(WebhookSwitches switches, List<URI> endpoints, int waiting, List<Message.Summary> messages) {}
