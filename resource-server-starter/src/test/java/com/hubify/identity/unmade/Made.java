package com.hubify.identity.unmade;

import com.hubify.identity.resource.RequiresScope;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.http.HttpServlet;
import java.util.function.Supplier;
import org.springframework.beans.factory.BeanRegistrar;
import org.springframework.beans.factory.BeanRegistry;
import org.springframework.beans.factory.FactoryBean;
import org.springframework.beans.factory.support.BeanDefinitionBuilder;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.boot.SpringApplication;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.ImportBeanDefinitionRegistrar;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotationMetadata;

/** Services whose objects are made by what is no bean: each nested type is a service of its own. */
public class Made {

    /** A bean that hides the object. */
    public record Holder(Supplier<String> saving) {}

    /** A registrar of beans. */
    @Configuration(proxyBeanMethods = false)
    @Import(ByRegistrar.Registrar.class)
    public static class ByRegistrar {

        static class Labs {

            @RequiresScope("labs:write")
            String save() {
                return "saved";
            }
        }

        static class Registrar implements BeanRegistrar {

            @Override
            public void register(BeanRegistry registry, Environment environment) {
                registry.registerBean(Holder.class, bean -> bean.supplier(context -> new Holder(new Labs()::save)));
            }
        }
    }

    /** A registrar of bean definitions. */
    @Configuration(proxyBeanMethods = false)
    @Import(ByDefinition.Registrar.class)
    public static class ByDefinition {

        static class Labs {

            @RequiresScope("labs:write")
            String save() {
                return "saved";
            }
        }

        static class Registrar implements ImportBeanDefinitionRegistrar {

            @Override
            public void registerBeanDefinitions(AnnotationMetadata importing, BeanDefinitionRegistry registry) {
                registry.registerBeanDefinition(
                        "holder",
                        BeanDefinitionBuilder.genericBeanDefinition(Holder.class, () -> new Holder(new Labs()::save))
                                .getBeanDefinition());
            }
        }
    }

    /** A factory, of which only what it makes is seen as a bean. */
    @Configuration(proxyBeanMethods = false)
    @Import(ByFactory.Factory.class)
    public static class ByFactory {

        static class Labs {

            @RequiresScope("labs:write")
            String save() {
                return "saved";
            }
        }

        static class Factory implements FactoryBean<Holder> {

            @Override
            public Holder getObject() {
                return new Holder(new Labs()::save);
            }

            @Override
            public Class<?> getObjectType() {
                return Holder.class;
            }
        }
    }

    /** A main class beside the application class. */
    @Configuration(proxyBeanMethods = false)
    public static class ByMain {

        static class Labs {

            @RequiresScope("labs:write")
            String save() {
                return "saved";
            }
        }

        static class Main {

            static void main(String[] arguments) {
                SpringApplication application = new SpringApplication(ByMain.class);
                application.addInitializers(context -> ((GenericApplicationContext) context)
                        .registerBean(Holder.class, () -> new Holder(new Labs()::save)));
                application.run(arguments);
            }
        }
    }

    /** A listener that the server makes. */
    @Configuration(proxyBeanMethods = false)
    public static class ByServer {

        @RequiresScope("labs:write")
        static class Labs extends HttpServlet {

            private static final long serialVersionUID = 1L;
        }

        static class Listener implements ServletContextListener {

            @Override
            public void contextInitialized(ServletContextEvent event) {
                event.getServletContext().addServlet("labs", new Labs()).addMapping("/labs");
            }
        }
    }

    /** What these register themselves is a bean, here or in the whole application. */
    public static class AsBeans {

        @RequiresScope("labs:write")
        static class Labs {

            public void save() {}
        }

        @RequiresScope("labs:write")
        static class Other extends Labs {}

        static class Registrar implements BeanRegistrar {

            @Override
            public void register(BeanRegistry registry, Environment environment) {
                registry.registerBean(Labs.class, bean -> bean.supplier(context -> new Labs()));
            }
        }

        static class Main {

            static void main(String[] arguments) {
                SpringApplication application = new SpringApplication(OfMain.class);
                application.addInitializers(
                        context -> ((GenericApplicationContext) context).registerBean(Other.class, () -> new Other()));
            }
        }

        /** Another application of the same packages. */
        @Configuration(proxyBeanMethods = false)
        static class OfMain {

            private final Labs labs = new Labs();

            public void save() {
                labs.save();
            }
        }
    }
}
