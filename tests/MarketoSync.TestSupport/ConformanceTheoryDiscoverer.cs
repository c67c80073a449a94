using Xunit.Abstractions;
using Xunit.Sdk;

namespace MarketoSync.TestSupport;

/// <summary>Finds what <see cref="ConformanceTheoryAttribute"/> marks, for xunit.</summary>
public sealed class ConformanceTheoryDiscoverer(IMessageSink diagnostics) : TheoryDiscoverer(diagnostics)
{
    public override IEnumerable<IXunitTestCase> Discover(
        ITestFrameworkDiscoveryOptions discoveryOptions, ITestMethod testMethod, IAttributeInfo theoryAttribute) =>
        NeedsAzuriteAttribute.Obstacle(testMethod) is { } obstacle
            ? [NeedsAzuriteAttribute.Skipped(DiagnosticMessageSink, discoveryOptions, testMethod, obstacle)]
            : base.Discover(discoveryOptions, testMethod, theoryAttribute);
}
