package com.hubify.identity.resource.code;

import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.springframework.beans.factory.annotation.AnnotatedBeanDefinition;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.ScannedGenericBeanDefinition;
import org.springframework.core.annotation.MergedAnnotation;
import org.springframework.core.annotation.MergedAnnotation.Adapt;
import org.springframework.util.ClassUtils;
import org.springframework.util.StringUtils;

/** The packages that a service scans for components. They may be outside the package of its application class. */
public final class ScannedPackages {

    private ScannedPackages() {}

    /** The packages of components that were found, and those named by configurations; without Spring's own. */
    public static Set<String> of(ConfigurableListableBeanFactory beans) {
        Set<String> packages = new TreeSet<>();
        for (String name : beans.getBeanDefinitionNames()) {
            BeanDefinition bean = beans.getBeanDefinition(name);
            String type = Objects.requireNonNullElse(bean.getBeanClassName(), "org.springframework.");
            if (bean instanceof AnnotatedBeanDefinition annotated && !type.startsWith("org.springframework.")) {
                if (bean instanceof ScannedGenericBeanDefinition) {
                    packages.add(ClassUtils.getPackageName(type));
                }
                annotated.getMetadata().getAnnotations().stream(ComponentScan.class)
                        .flatMap(scan -> of(beans, scan))
                        .forEach(packages::add);
            }
        }
        return packages;
    }

    private static Stream<String> of(ConfigurableListableBeanFactory beans, MergedAnnotation<ComponentScan> scan) {
        Stream<String> named = Stream.of(scan.getStringArray("basePackages"))
                .map(beans::resolveEmbeddedValue)
                .flatMap(names -> Stream.of(StringUtils.tokenizeToStringArray(names, ",; \t\n")));
        String[] classes = (String[]) scan.asMap(Adapt.CLASS_TO_STRING).get("basePackageClasses");
        Stream<String> ofClasses =
                Stream.ofNullable(classes).flatMap(Stream::of).map(ClassUtils::getPackageName);
        return Stream.concat(named, ofClasses);
    }
}
