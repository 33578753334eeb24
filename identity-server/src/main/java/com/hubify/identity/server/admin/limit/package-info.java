/** Section <i>Limits</i>: those in force. */
@NullMarked
package com.hubify.identity.server.admin.limit;

import org.jspecify.annotations.NullMarked;
