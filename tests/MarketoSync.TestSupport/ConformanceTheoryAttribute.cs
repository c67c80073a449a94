using Xunit.Sdk;

namespace MarketoSync.TestSupport;

/// <summary>A theory of a suite that several implementations inherit, each of which may need something of the machine.</summary>
[AttributeUsage(AttributeTargets.Method)]
[XunitTestCaseDiscoverer("MarketoSync.TestSupport.ConformanceTheoryDiscoverer", "MarketoSync.TestSupport")]
public sealed class ConformanceTheoryAttribute : TheoryAttribute;
