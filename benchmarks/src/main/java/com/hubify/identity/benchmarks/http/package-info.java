/**
 * Processor time of a service for each request, by what protects it. Services are processes of their own with nothing but what
 * such a service has on its class path; requests come from this program, whose time doesn't count.
 */
@NullMarked
package com.hubify.identity.benchmarks.http;

import org.jspecify.annotations.NullMarked;
