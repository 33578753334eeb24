/** Request limits on Tomcat, applied before any filter. */
@NullMarked
package com.hubify.identity.limits.servlet;

import org.jspecify.annotations.NullMarked;
