/**
 * The limits of requests on Tomcat, before any filter.
 */
@NullMarked
package com.hubify.identity.limits.servlet;

import org.jspecify.annotations.NullMarked;
