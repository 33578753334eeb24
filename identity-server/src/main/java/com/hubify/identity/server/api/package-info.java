/**
 * What every endpoint of the JSON API under {@code /v1} shares: how a body is read, who is calling and with which scopes, how
 * an answer is wrapped and how a refusal looks. Knows nothing of what the endpoints are about.
 */
@NullMarked
package com.hubify.identity.server.api;

import org.jspecify.annotations.NullMarked;
