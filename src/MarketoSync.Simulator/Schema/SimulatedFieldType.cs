namespace MarketoSync.Simulator;

/// <summary>Data types of fields, named as Marketo's describe calls name them.</summary>
public enum SimulatedFieldType
{
    String,
    Email,
    Integer,
    Float,
    Boolean,
    Date,
    DateTime,
    Percent,
    Score,
    Currency,
    Text,
    Phone,
    Url,

    /// <summary>A value that Marketo computes from other fields. The simulator computes none: it reads as null.</summary>
    Formula,
}
