/**
 * The servlet stack: filter chains, rules, and the paths a request may be taken for.
 */
@NullMarked
package com.hubify.identity.resource.servlet;

import org.jspecify.annotations.NullMarked;
