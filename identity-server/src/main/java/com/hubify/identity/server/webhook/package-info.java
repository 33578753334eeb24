/**
 * Events to webhooks of operators' choice, as the specification Standard Webhooks describes. What happened is queued in Redis
 * and sent in the background, at least once. What events there are is up to the features that publish them.
 *
 * @see <a href="https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md">Standard
 *     Webhooks</a>
 */
@NullMarked
package com.hubify.identity.server.webhook;

import org.jspecify.annotations.NullMarked;
