/**
 * A real OpenBao, with TLS or without, set up by its own API.
 */
@NullMarked
package com.hubify.identity.parts.openbao;

import org.jspecify.annotations.NullMarked;
