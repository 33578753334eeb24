/** Operators' pages: the start page, and what the pages of its sections share. Each section has a package below. */
@NullMarked
package com.hubify.identity.server.admin;

import org.jspecify.annotations.NullMarked;
