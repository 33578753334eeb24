/** Section <i>Audit</i>: the latest records. */
@NullMarked
package com.hubify.identity.server.admin.audit;

import org.jspecify.annotations.NullMarked;
