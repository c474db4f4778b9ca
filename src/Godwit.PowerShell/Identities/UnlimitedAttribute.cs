using System.Management.Automation;

namespace Godwit.PowerShell.Identities;

/// <summary>Takes the word <c>Unlimited</c>, which scripts of the originals write, for the greatest number.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class UnlimitedAttribute : ArgumentTransformationAttribute
{
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData) =>
        "Unlimited".Equals(inputData?.ToString(), StringComparison.OrdinalIgnoreCase) ? int.MaxValue : inputData!;
}
