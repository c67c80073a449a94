using Xunit.Sdk;

namespace MarketoSync.TestSupport;

/// <summary>A fact of a suite that several implementations inherit, each of which may need something of the machine.</summary>
[AttributeUsage(AttributeTargets.Method)]
[XunitTestCaseDiscoverer("MarketoSync.TestSupport.ConformanceFactDiscoverer", "MarketoSync.TestSupport")]
public sealed class ConformanceFactAttribute : FactAttribute;
