@NullMarked
package com.hubify.identity.cli.server;

import org.jspecify.annotations.NullMarked;
