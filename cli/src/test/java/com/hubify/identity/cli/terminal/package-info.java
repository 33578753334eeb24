@NullMarked
package com.hubify.identity.cli.terminal;

import org.jspecify.annotations.NullMarked;
