/** The section <i>Connected applications</i> of the account: what a person allowed, and taking it back. */
@NullMarked
package com.hubify.identity.server.grant.page;

import org.jspecify.annotations.NullMarked;
