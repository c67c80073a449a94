using Xunit.Abstractions;
using Xunit.Sdk;

namespace MarketoSync.TestSupport;

/// <summary>
/// Skips the class's <see cref="ConformanceFactAttribute"/> and <see cref="ConformanceTheoryAttribute"/> where there is no Azurite.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class NeedsAzuriteAttribute : Attribute
{
    internal const string Missing = "Azurite needs node and npm, which are not on the PATH.";

    /// <summary>Why the test is not run, or null if it is.</summary>
    internal static string? Obstacle(ITestMethod test) =>
        !Azurite.IsAvailable && test.TestClass.Class.GetCustomAttributes(typeof(NeedsAzuriteAttribute)).Any() ? Missing : null;

    internal static IXunitTestCase Skipped(
        IMessageSink diagnostics, ITestFrameworkDiscoveryOptions options, ITestMethod test, string obstacle) => new XunitSkippedDataRowTestCase(
        diagnostics, options.MethodDisplayOrDefault(), options.MethodDisplayOptionsOrDefault(), test, obstacle);
}
