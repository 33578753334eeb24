package com.hubify.identity.scanned.app;

import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;

/** An application class next to the packages of its components. */
@Configuration(proxyBeanMethods = false)
@ComponentScan("com.hubify.identity.scanned")
public class Application {}
