using System.Collections.Immutable;

namespace Godwit.Moves.Parcels;

public enum FieldKind { Integer, OptionalInteger, Text, OptionalText }

/// <summary>One kind of row in a parcel: its name in reports and the fields of a row, in order, the key first.</summary>
public sealed record ParcelSection(string Kind, ImmutableArray<FieldKind> Fields);
