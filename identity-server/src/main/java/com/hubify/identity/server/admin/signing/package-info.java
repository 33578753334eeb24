/** Section <i>Signing keys</i>: the state of the ring, rotation and compromise. */
@NullMarked
package com.hubify.identity.server.admin.signing;

import org.jspecify.annotations.NullMarked;
