/**
 * The page at {@code /}: its public settings and the headers that fence it in. The page itself is static
 * ({@code static/index.html}, {@code app.css}, {@code app.js}) and is an ordinary public client of the identity server; it
 * gets nothing from this service that any other caller would not get.
 */
@NullMarked
package com.hubify.demo.page;

import org.jspecify.annotations.NullMarked;
