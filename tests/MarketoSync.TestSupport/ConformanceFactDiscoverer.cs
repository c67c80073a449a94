using Xunit.Abstractions;
using Xunit.Sdk;

namespace MarketoSync.TestSupport;

/// <summary>Finds what <see cref="ConformanceFactAttribute"/> marks, for xunit.</summary>
public sealed class ConformanceFactDiscoverer(IMessageSink diagnostics) : FactDiscoverer(diagnostics)
{
    public override IEnumerable<IXunitTestCase> Discover(
        ITestFrameworkDiscoveryOptions discoveryOptions, ITestMethod testMethod, IAttributeInfo factAttribute) =>
        NeedsAzuriteAttribute.Obstacle(testMethod) is { } obstacle
            ? [NeedsAzuriteAttribute.Skipped(DiagnosticMessageSink, discoveryOptions, testMethod, obstacle)]
            : base.Discover(discoveryOptions, testMethod, factAttribute);
}
