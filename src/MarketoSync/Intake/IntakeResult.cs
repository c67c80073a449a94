namespace MarketoSync.Intake;

/// <summary>What became of a source: <see cref="IntakeSummary"/>, <see cref="InputError"/> or <see cref="DescriptionFault"/>.</summary>
public abstract record IntakeResult;
