package com.hubify.identity.resource.web;

import com.hubify.identity.resource.HubifyAuthentication;
import com.hubify.identity.resource.settings.ResourceServerProperties;
import com.hubify.identity.resource.settings.ResourceServerProperties.Rule;
import com.hubify.identity.settings.Settings;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;

/** Logs at start which filter chains protect which requests, if the service has chains of its own. */
public final class ChainReport {

    private static final String PROPERTY = "hubify.resource.filter-chain.enabled";
    private static final String RULES = "hubifyRules";
    private static final String STARTER = HubifyAuthentication.class.getPackageName() + ".";

    /** Replaces wildcards and variables of a pattern, to get a sample path. */
    private static final String ANY = "x";

    private static final Pattern WILD = Pattern.compile("\\{[^/]*}|\\*+|\\?");

    private final Logger log;
    private final ResourceServerProperties properties;

    public ChainReport(Logger log, ResourceServerProperties properties) {
        this.log = log;
        this.properties = properties;
    }

    /** @param others the service's own filter chains, which come first */
    public void say(Collection<?> others) {
        if (!properties.filterChain().enabled()) {
            log.warn(
                    "{} is false: requests that none of these filter chains matches are open without a credential: {}",
                    PROPERTY,
                    others);
        } else if (!others.isEmpty()) {
            log.info(
                    "These filter chains decide about the requests they match; hubify.resource.rules and public-paths decide about"
                            + " all others: {}",
                    others);
        }
    }

    /**
     * Warns of rules and public paths that no filter chain applies. The author of such a rule would believe that its
     * path is protected.
     *
     * @param isTaken whether a filter chain of the service matches a request with this method and path
     */
    public void warnOfUnasked(BeanFactory beans, Predicate<Sample> isTaken) {
        boolean isOff = !properties.filterChain().enabled();
        List<Rule> all = areRulesTaken(beans) ? List.of() : properties.rules();
        String rules = IntStream.range(0, all.size())
                .filter(i -> isOff || isTaken.test(Sample.of(all.get(i))))
                .mapToObj(i ->
                        "hubify.resource.rules[" + i + "] for " + all.get(i).path())
                .collect(Collectors.joining(", "));
        if (!rules.isEmpty()) {
            log.warn(
                    "Not in force: {}. The filter chain that matches these requests does not apply the rules. Inject the bean {} where that"
                            + " chain is built and write .access({}) for them, or remove the rules",
                    rules,
                    RULES,
                    RULES);
        }
        String paths = properties.publicPaths().stream()
                .filter(path -> isTaken.test(Sample.of("GET", path)))
                .collect(Collectors.joining(", "));
        if (!paths.isEmpty()) {
            log.warn(
                    "Not in force: {} in hubify.resource.public-paths. A filter chain of this service decides about these"
                            + " requests. Permit them there, or remove the paths",
                    paths);
        }
    }

    // If only the starter's own beans depend on it, no filter chain of the service uses it.
    private static boolean areRulesTaken(BeanFactory beans) {
        return !(beans instanceof ConfigurableBeanFactory known)
                || Arrays.stream(known.getDependentBeans(RULES)).anyMatch(bean -> !isStarters(known.getType(bean)));
    }

    private static boolean isStarters(@Nullable Class<?> type) {
        return type != null && (type.getPackageName() + ".").startsWith(STARTER);
    }

    /** A sample request that a rule matches. */
    public record Sample(String method, String path) {

        static Sample of(Rule rule) {
            return of(rule.methods().stream().findFirst().orElse("GET"), rule.path());
        }

        static Sample of(String method, String pattern) {
            return new Sample(method, WILD.matcher(pattern).replaceAll(ANY));
        }
    }

    /** Stops the start if Spring Security does not use the starter's filter chain. */
    public static InvalidConfigurationPropertyValueException unused(String filter) {
        return Settings.invalid(
                PROPERTY,
                "can't take effect: the starter's filter chain is not among those of " + filter,
                "In a test, add spring-boot-starter-security-test, without which tests run without Spring Security's filters. Otherwise"
                        + " remove the bean that replaces Spring Security's own " + filter + ", or set " + PROPERTY
                        + "=false if it protects every path of this service.");
    }

    /** Stops the start if requests reach handlers without passing through Spring Security's filter. */
    public static InvalidConfigurationPropertyValueException without(String handler) {
        return Settings.invalid(
                PROPERTY,
                "can't take effect: " + handler + " calls handlers without Spring Security's filters",
                "Remove it or build it with WebHttpHandlerBuilder.applicationContext, or set " + PROPERTY
                        + "=false if it protects every path of this service.");
    }
}
