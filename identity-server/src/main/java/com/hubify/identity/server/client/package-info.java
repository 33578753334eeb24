/**
 * Who may ask for tokens: clients that the configuration names and clients that were registered, and how they prove who they
 * are. What a person allowed a client belongs to {@code consent}.
 */
@NullMarked
package com.hubify.identity.server.client;

import org.jspecify.annotations.NullMarked;
