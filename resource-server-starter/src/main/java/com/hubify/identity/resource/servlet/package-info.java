/** The servlet stack: filter chains, rules, and checks of the paths by which a request may be handled. */
@NullMarked
package com.hubify.identity.resource.servlet;

import org.jspecify.annotations.NullMarked;
