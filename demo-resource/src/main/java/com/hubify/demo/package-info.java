/**
 * An ordinary Hubify service: labs and experiments over JSON, and a page that signs in and calls them. It holds no security
 * code of its own; each handler names the scope it needs and the starter does the rest. The sub-packages are features;
 * {@code api} is the form their answers share.
 */
@NullMarked
package com.hubify.demo;

import org.jspecify.annotations.NullMarked;
