/** Section <i>Revocations</i>: the latest ones, and a new one by kind and id. */
@NullMarked
package com.hubify.identity.server.admin.revocation;

import org.jspecify.annotations.NullMarked;
