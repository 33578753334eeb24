/** For which of their organizations people act, what they chose, and what their role allows there. */
@NullMarked
package com.hubify.identity.server.organization.acting;

import org.jspecify.annotations.NullMarked;
