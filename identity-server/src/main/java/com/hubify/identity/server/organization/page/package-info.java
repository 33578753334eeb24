/** The section <i>Organizations</i> of the account: in which organizations a person is, and for which of them they act. */
@NullMarked
package com.hubify.identity.server.organization.page;

import org.jspecify.annotations.NullMarked;
