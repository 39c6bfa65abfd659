"""Java: who calls what that no source names.

Sources: The Java Language Specification, 12.1 (execution) and 9.6.4 (annotations); the documentation of
``java.lang.Object``, ``java.io.Serializable`` and of the frameworks whose annotations are listed.
"""

from __future__ import annotations

import re

from ploke.graph.customs.customs import Customs, words
from ploke.model.facts import SymbolKind
from ploke.model.graph import NodeRow

_MEMBERS = words(
    """
    toString equals hashCode clone finalize
    readObject writeObject readObjectNoData readResolve writeReplace readExternal writeExternal serialVersionUID
    values valueOf premain agentmain
    """
)


def is_main(node: NodeRow) -> bool:
    """``main``, static or (from Java 25) not."""
    return node.kind is SymbolKind.METHOD and node.name == "main"


def is_special(node: NodeRow) -> bool:
    """Members that the runtime or ``java.lang`` call; initialisers have no name."""
    return node.name in _MEMBERS or not node.name.isidentifier()


CUSTOMS = Customs(
    is_main=is_main,
    is_special=is_special,
    # Properties of JavaBeans.
    reflected=re.compile(r"(?:get|set|is)[A-Z0-9_]\w*"),
    harmless=words(
        """
        Override Deprecated SuppressWarnings SafeVarargs FunctionalInterface Nullable NonNull Nonnull NotNull
        CheckForNull VisibleForTesting GuardedBy Immutable ThreadSafe NotThreadSafe Beta CanIgnoreReturnValue
        CheckReturnValue GwtCompatible GwtIncompatible J2ktIncompatible SuppressFBWarnings Contract Internal
        Generated Documented Retention Target Inherited
        """
    ),
    registering=words(
        """
        Test ParameterizedTest RepeatedTest TestFactory TestTemplate BeforeEach AfterEach BeforeAll AfterAll Before
        After BeforeClass AfterClass Rule ClassRule DataProvider Benchmark Setup TearDown
        Bean Component Service Repository Controller RestController Configuration SpringBootApplication RequestMapping
        GetMapping PostMapping PutMapping PatchMapping DeleteMapping ExceptionHandler ControllerAdvice
        RestControllerAdvice EventListener Scheduled PostConstruct PreDestroy Autowired Inject Provides Produces
        Path GET POST PUT DELETE HEAD OPTIONS PATCH Provider WebServlet WebFilter WebListener ServerEndpoint OnMessage
        OnOpen OnClose OnError Entity Embeddable MappedSuperclass Converter PrePersist PostPersist PreUpdate PostUpdate
        PreRemove PostRemove PostLoad KafkaListener RabbitListener JmsListener StreamListener Aspect Around Pointcut
        JsonCreator JsonProperty JsonGetter JsonSetter JsonValue Subscribe AutoService Mojo Parameter Command Option
        Keep
        """
    ),
    inert_bases=words(
        """
        Object Exception RuntimeException Error Throwable IOException IllegalArgumentException IllegalStateException
        UnsupportedOperationException Enum Record Cloneable Serializable
        """
    ),
    comment=re.compile(rb"\s*(?://|\*\s)"),
)
