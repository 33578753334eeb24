/** Bounds on presenting API keys that do not exist. */
@NullMarked
package com.hubify.identity.server.apikey.attempt;

import org.jspecify.annotations.NullMarked;
