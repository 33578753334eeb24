/** Section <i>People</i>: finds a person, shows what they gave away, and ends it. */
@NullMarked
package com.hubify.identity.server.admin.person;

import org.jspecify.annotations.NullMarked;
