// The entry of a bundle of its own, so that the data is read only by who needs it.
import Holidays from 'date-holidays';

// oxlint-disable-next-line import/no-default-export -- what the loader in holidays.ts reads
export default Holidays;
