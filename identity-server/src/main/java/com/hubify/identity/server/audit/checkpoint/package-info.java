/** Signed checkpoints: what the hash chains were at a moment, so that one who can write to Redis can't forge them. */
@NullMarked
package com.hubify.identity.server.audit.checkpoint;

import org.jspecify.annotations.NullMarked;
