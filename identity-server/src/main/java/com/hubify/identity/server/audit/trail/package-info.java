/** Records of the audit trail as they are stored, and how they are read. Who writes them is in {@code chain}. */
@NullMarked
package com.hubify.identity.server.audit.trail;

import org.jspecify.annotations.NullMarked;
